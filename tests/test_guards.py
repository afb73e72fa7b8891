"""The guards of conftest.py guard: what would hang a test run fails at once."""

import logging
from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QDialog, QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot


@pytest.mark.parametrize(
    "ask",
    [
        lambda: QDialog().exec(),
        lambda: QMessageBox().exec(),
        lambda: QFileDialog().exec(),
        lambda: QMessageBox.question(None, "", ""),
        lambda: QMessageBox.information(None, "", ""),
        lambda: QMessageBox.warning(None, "", ""),
        lambda: QMessageBox.critical(None, "", ""),
        lambda: QFileDialog.getOpenFileName(None),
    ],
)
def test_ux20_a_modal_box_fails_instead_of_waiting(qtbot: QtBot, ask: Callable[[], object]) -> None:
    with pytest.raises(AssertionError, match="modal box"):
        ask()


@pytest.mark.logs("paper is short")
def test_an_announced_warning_may_be_logged() -> None:
    logging.getLogger("gerai").warning("the %s is short", "paper")


def test_ux20_no_test_runs_for_ever(pytestconfig: pytest.Config) -> None:
    assert pytestconfig.pluginmanager.hasplugin("timeout")
    assert 0 < float(str(pytestconfig.getini("timeout"))) <= 120
