"""Parts of the benchmark of facts: labelled conversations, what a system made of them, and how well."""
