"""Solutions and quotes, as the merchant sees them."""
