using Marketplace.Contracts;
using Marketplace.Contracts.Logistics;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Messaging;

namespace Marketplace.Logistics.Carriers;

/// <summary>What is told of a carrier.</summary>
static class CarrierMessage
{
    /// <summary>Tells of a carrier as it is now, when its change is saved.</summary>
    public static void Publish(this LogisticsDb db, Carrier carrier) => db.Publish(new CarrierPublished
    {
        CarrierId = carrier.Id,
        Version = carrier.Version,
        Name = carrier.Name,
        RegistrationPath = new RegionPath(carrier.Region.PathValue),
        EndedOn = carrier.EndedOn,
    });
}
