"""Who changed what and when; a file as on a moment; a value restored."""
