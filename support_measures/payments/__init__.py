"""Paying out (发放): month by month or at once, what is owed, and what was granted beside the rules.

A record's money is the sum of its payments; a record that is marked paid as a whole, without
single payments, is worth its own amount. Each yuan is counted by one of the two, never both.
"""
