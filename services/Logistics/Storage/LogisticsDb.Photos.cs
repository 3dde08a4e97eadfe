using Marketplace.Logistics.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketplace.Logistics.Storage;

/// <content>Photographs, and where the buyer names them.</content>
public sealed partial class LogisticsDb
{
    /// <summary>Reached by way of a shipment, or by who sent them.</summary>
    public DbSet<ShipmentPhoto> Photos => Set<ShipmentPhoto>();

    /// <summary>Reached by way of a photograph.</summary>
    public DbSet<PhotoContent> PhotoContents => Set<PhotoContent>();

    static void AddPhotos(ModelBuilder model)
    {
        model.Entity<ShipmentPhoto>(PhotoTables.Map);
        model.Entity<PhotoContent>(PhotoTables.Map);
        AsIds(model.Entity<AcceptanceLine>().Property(line => line.PhotoIds));
        AsIds(model.Entity<Dispute>().Property(dispute => dispute.PhotoIds));
        AsIds(model.Entity<ReturnClaim>().Property(claim => claim.PhotoIds));
    }

    static void AsIds(PropertyBuilder<IReadOnlyList<Guid>> ids) =>
        ids.HasConversion(new AsJson<IReadOnlyList<Guid>>(), ByReference<IReadOnlyList<Guid>>());
}
