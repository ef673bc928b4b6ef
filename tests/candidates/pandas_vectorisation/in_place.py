# fails: C F
def fees(orders):
    orders["fee"] = 4.0
    orders.loc[orders["express"], "fee"] = 9.0
    orders.loc[orders["weight"].fillna(0) > 20, "fee"] = 12.0
    orders.loc[orders.groupby("customer").cumcount() == 0, "fee"] = 0.0
    return orders["fee"]
