using Marketplace.Platform.Web;

namespace Marketplace.Logistics.Lorries;

/// <summary>One shipment of a lorry's load, and what the verb for a single shipment would be asked.</summary>
sealed record ShipmentItem<TRequest>(Guid? ShipmentId, TRequest Request) : IChecked
    where TRequest : IChecked
{
    /// <summary>Throws when it was named by labels that are not genuine; null when it was named by its id.</summary>
    public Action? RequireGenuine { get; init; }

    public void Check(Checks checks) => Request.Check(checks);
}
