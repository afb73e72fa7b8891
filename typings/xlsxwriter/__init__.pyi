"""Only what pos_app.reporting calls of xlsxwriter 3."""

from xlsxwriter.workbook import Workbook as Workbook
