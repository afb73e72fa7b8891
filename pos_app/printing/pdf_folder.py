"""A folder of PDF files as a printer."""

from pathlib import Path
from typing import Final

from pos_app.domain.errors import PrinterError
from pos_app.files import FileTrouble, write_whole
from pos_app.printing.transport import Progress, Question, nobody_asks, printer_error


class PdfFolder:
    """A folder that takes papers as PDF files; chosen on purpose, never slipped into."""

    def __init__(self, folder: Path, file_name: str) -> None:
        assert file_name
        assert Path(file_name).name == file_name, "a bare name, never a path"
        self._folder, self._file_name = folder, file_name

    def connect(self) -> None:
        """See whether the folder is there; it is not made anew, a stick may just be out."""
        try:
            is_there = self._folder.is_dir()
        except OSError as error:  # nobody may look, or the stick gives no answer
            raise printer_error(error) from error
        if not is_there:
            raise PrinterError("NOT_FOUND", str(self._folder))

    def send(self, data: bytes, progress: Progress = nobody_asks) -> None:
        """Write the whole file, or none."""
        try:
            write_whole(self._folder / self._file_name, data)
        except FileTrouble as trouble:
            code = _FILE_CODES.get(trouble.what, "UNKNOWN")
            raise PrinterError(code, f"{self._folder}: {trouble.what}") from trouble
        progress(len(data))

    def ask(self, question: Question, wait_s: float) -> int | None:
        """A folder answers nothing."""

    def finish(self) -> None:
        """Nothing is left to do: the file is on the disk."""

    def close(self) -> None:
        """Nothing is held open."""


_FILE_CODES: Final[dict[str, str]] = {
    "missing": "NOT_FOUND",
    "other_disk": "NOT_FOUND",
    "denied": "NO_PERMISSION",
    "read_only": "NO_PERMISSION",
    "in_use": "BUSY",
}
