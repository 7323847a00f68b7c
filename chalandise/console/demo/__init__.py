"""The demo season, played through the product's own operations: same seed, same season."""
