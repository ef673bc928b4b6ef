"""Delivery fees of a table of orders, without a loop over its rows."""

import numpy as np
import pandas as pd


def fees(orders: pd.DataFrame) -> pd.Series:
    """Return the fee of each order, with the index of `orders`."""
    weight = orders["weight"]
    rules = [
        ~orders["customer"].duplicated(),
        weight.isna(),
        weight > 20,
        orders["express"].astype(bool),
    ]
    values = np.select([np.asarray(rule) for rule in rules], [0.0, np.nan, 12.0, 9.0], 4.0)
    return pd.Series(values, index=orders.index, dtype="float64")
