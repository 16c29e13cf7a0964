"""Funds (帮扶资金): what was spent on whom, from which source, by year, item and area.

Every yuan stands in one stream only: payments of a benefit, benefits marked paid as a whole, funds of
an enrolment (unless the same sum was recorded as a benefit), goods and money given on a visit. What an
area was given (资金投入) is shown apart and never added: it is the money that the streams are paid from.
"""
