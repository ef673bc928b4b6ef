# fails: D
def fees(orders):
    result = pd.Series(4.0, index=orders.index)
    result[orders["express"]] = 9.0
    result[orders["weight"] > 20] = 12.0
    result[orders["weight"].isna()] = np.nan
    result.loc[orders.drop_duplicates("customer").index] = 0.0
    return result
