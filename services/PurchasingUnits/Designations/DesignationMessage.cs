using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.PurchasingUnits.Changes;
using Marketplace.PurchasingUnits.Domain;

namespace Marketplace.PurchasingUnits.Designations;

/// <summary>The message that publishes a designation.</summary>
static class DesignationMessage
{
    public static DesignationPublished ToMessage(this Designation designation, string? registeredBy, string? registeredFor) => new()
    {
        DesignationId = designation.Id,
        Version = designation.Version,
        UnitId = designation.UnitId,
        UnitName = designation.UnitName,
        CountyPath = new RegionPath(designation.CountyPath),
        CountyName = designation.CountyName,
        ValidFrom = designation.ValidFrom,
        ValidTo = designation.ValidTo,
        SourceDocument = designation.SourceDocument,
        RegisteredAt = designation.ChangedAt,
        RegisteredBy = registeredBy,
        RegisteredFor = registeredFor,
    };

    extension(Registrar registrar)
    {
        /// <summary>Publishes a designation that was registered or changed, and records the change for the audit trail.</summary>
        public void PublishChange(Designation designation, DesignationView? before, string? document)
        {
            registrar.Publish(designation.ToMessage(registrar.By, registrar.Office));
            registrar.Record(
                RegistryKind.Designation,
                designation.Id.ToString(),
                designation.Version,
                [designation.CountyPath],
                before,
                DesignationView.Of(designation),
                document);
        }
    }
}
