"""Writing rules: their canonical layout, their JSON Schemas, and new ones asked for key by key."""
