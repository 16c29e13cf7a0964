"""What a person has to judge (事实陈述): entered one by one or for a list."""
