"""The words over the list of claim codes, which an organizer prints and cuts."""

from pos_app.i18n import _


def claim_headings() -> tuple[str, str, str]:
    """Over booth, name and code, called as the page calls it where a booth types its code."""
    return _("Booth"), _("Name"), _("Claim code")
