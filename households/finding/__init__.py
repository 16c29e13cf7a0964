"""Finding households: what was typed, filters, order, columns, and the list taken along."""
