using Marketplace.Client.Credits;
using Marketplace.Portal.Look;

namespace Marketplace.Portal.Credited;

/// <summary>How what became of a sale is called.</summary>
static class CreditedTerms
{
    extension(Language language)
    {
        public string Outcome(Enum? outcome) => outcome?.ToString() switch
        {
            nameof(CreditOutcome.Credited) => language["已计入", "Credited"],
            nameof(CreditOutcome.Unpaired) => language["未结对", "No pairing"],
            nameof(CreditOutcome.Unattributed) => language["产地未认定", "Origin not recognised"],
            nameof(CreditOutcome.NotEligible) => language["不符合条件", "Not eligible"],
            nameof(CreditOutcome.Held) => language["待定", "Held"],
            nameof(CreditOutcome.ReverseFlow) => language["逆向流通", "Reverse flow"],
            nameof(CreditOutcome.NothingAccepted) => language["未验收", "Nothing accepted"],
            nameof(CreditOutcome.NotApplicable) => language["不适用", "Does not apply"],
            _ => "",
        };
    }

    /// <summary>How an outcome looks.</summary>
    public static string Tone(this CreditOutcome outcome) => outcome switch
    {
        CreditOutcome.Credited => "good",
        CreditOutcome.Held => "warn",
        _ => "soft",
    };
}
