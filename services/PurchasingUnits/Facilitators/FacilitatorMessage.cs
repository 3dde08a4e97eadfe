using Marketplace.Contracts.PurchasingUnits;
using Marketplace.PurchasingUnits.Changes;
using Marketplace.PurchasingUnits.Domain;

namespace Marketplace.PurchasingUnits.Facilitators;

/// <summary>The message that publishes a facilitator.</summary>
static class FacilitatorMessage
{
    public static FacilitatorPublished ToMessage(this Facilitator facilitator, string? registeredBy, string? registeredFor) => new()
    {
        FacilitatorId = facilitator.Id,
        Version = facilitator.Version,
        Name = facilitator.Name,
        Kind = facilitator.Kind,
        UnitId = facilitator.UnitId,
        Registrations = [.. facilitator.Registrations.Select(registration => registration.ToValue())],
        RegisteredAt = facilitator.ChangedAt,
        RegisteredBy = registeredBy,
        RegisteredFor = registeredFor,
        SourceDocument = facilitator.SourceDocument,
    };

    extension(Registrar registrar)
    {
        /// <summary>Publishes a facilitator that was registered or changed, and records the change for the audit trail.</summary>
        public void PublishChange(Facilitator facilitator, FacilitatorView? before, string? document)
        {
            facilitator.Stamp(registrar.Now, document);
            registrar.Publish(facilitator.ToMessage(registrar.By, registrar.Office));
            registrar.Record(
                RegistryKind.Facilitator,
                facilitator.Id.ToString(),
                facilitator.Version,
                facilitator.Registrations.Select(registration => registration.RegionPath),
                before,
                FacilitatorView.Of(facilitator),
                document);
        }
    }
}
