"""The window of Gerai: screens, presenters and widgets; no rules of selling live here."""
