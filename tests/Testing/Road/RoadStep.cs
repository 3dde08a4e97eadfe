namespace Marketplace.Testing.Road;

/// <summary>What an order is waiting for on its road, and who works on it meanwhile.</summary>
public enum RoadStep
{
    /// <summary>Ordering takes the order.</summary>
    Place = 1,

    /// <summary>Catalog reserves the stock, PurchasingUnits holds the budget, Ordering confirms or cancels.</summary>
    Confirm,

    /// <summary>Logistics plans the shipments.</summary>
    Plan,

    /// <summary>Logistics takes the dispatch, of which Catalog and Ordering are told.</summary>
    Dispatch,

    /// <summary>Logistics takes the proof of delivery, of which Ordering is told.</summary>
    Deliver,

    /// <summary>Logistics takes the acceptance, of which Ordering, PurchasingUnits and Crediting are told.</summary>
    Accept,

    /// <summary>Ordering completes the order, PurchasingUnits settles the budget, Crediting credits the sale.</summary>
    Complete,
}
