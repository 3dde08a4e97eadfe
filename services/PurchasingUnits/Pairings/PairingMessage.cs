using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.PurchasingUnits.Changes;
using Marketplace.PurchasingUnits.Domain;

namespace Marketplace.PurchasingUnits.Pairings;

/// <summary>The message that publishes a pairing.</summary>
static class PairingMessage
{
    public static PairingPublished ToMessage(this Pairing pairing, string? registeredBy, string? registeredFor) => new()
    {
        PairingId = pairing.Id,
        Version = pairing.Version,
        Scheme = pairing.Scheme,
        Tier = pairing.Tier,
        EastPath = new RegionPath(pairing.EastPath),
        EastName = pairing.EastName,
        WestPath = new RegionPath(pairing.WestPath),
        WestName = pairing.WestName,
        ValidFrom = pairing.ValidFrom,
        ValidTo = pairing.ValidTo,
        TransitionUntil = pairing.TransitionUntil,
        SourceDocument = pairing.SourceDocument,
        RegisteredAt = pairing.ChangedAt,
        RegisteredBy = registeredBy,
        RegisteredFor = registeredFor,
    };

    extension(Registrar registrar)
    {
        /// <summary>Publishes a pairing that was registered or changed, and records the change for the audit trail.</summary>
        public void PublishChange(Pairing pairing, PairingView? before, string? document)
        {
            pairing.Stamp(registrar.Now);
            registrar.Publish(pairing.ToMessage(registrar.By, registrar.Office));
            registrar.Record(
                RegistryKind.Pairing, pairing.Id.ToString(), pairing.Version,
                [pairing.EastPath, pairing.WestPath], before, PairingView.Of(pairing), document);
        }
    }
}
