"""Only what pos_app.printing calls of python-escpos 3.1."""
