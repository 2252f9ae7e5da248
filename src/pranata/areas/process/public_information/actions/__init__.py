"""Every write to proposals of exemption, and what is told of them and of exemptions that end."""
