"""The demo: a county of invented people, its roster workbook, accounts of every role."""
