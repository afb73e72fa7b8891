"""The languages, each named in itself, so that everybody finds the own one."""

from pos_app.i18n import Language

OWN_NAMES: dict[Language, str] = {"id": "Bahasa Indonesia", "en": "English"}
