"""Money: where it comes from, what is planned and spent with it, what is given without it, and what was promised."""
