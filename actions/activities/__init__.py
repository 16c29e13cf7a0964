"""Activities of the key actions: held with who attended them; shares of stations and bases."""
