# fails: C
def fees(orders):
    first = ~orders["customer"].duplicated()
    values = np.where(first, 0.0,
        np.where(orders["weight"] > 20, 12.0, np.where(orders["express"], 9.0, 4.0)))
    return pd.Series(values, index=orders.index)
