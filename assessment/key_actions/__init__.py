"""重点行动: a page for each action of the area's plan, with the figures that its nature asks for."""
