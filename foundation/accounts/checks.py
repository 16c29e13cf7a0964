"""System checks of this app are added with the pages; see config/checks.py for the database's walls."""
