"""Support of areas (区域支持): what a county, prefecture or province gave, did or was given as a whole."""
