"""What a province and KPU RI see of the offices below them: readings side by side, late reporters, issued reports."""
