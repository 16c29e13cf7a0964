"""Facts of persons and households: their names, and the statement that brings them up to date."""
