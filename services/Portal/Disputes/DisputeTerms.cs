using Marketplace.Client.Logistics;
using Marketplace.Portal.Look;

namespace Marketplace.Portal.Disputes;

/// <summary>How disputes are called.</summary>
static class DisputeTerms
{
    extension(Language language)
    {
        public string Dispute(DisputeState state) => state switch
        {
            DisputeState.Open => language["待裁定", "To be ruled on"],
            DisputeState.Ruled => language["已裁定", "Ruled on"],
        };
    }

    public static string Tone(this DisputeState state) => state == DisputeState.Open ? "warn" : "good";
}
