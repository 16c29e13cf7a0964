"""What the page of a household's file shows (一户一档), and the sheets printed from it."""
