using Marketplace.Client.Logistics;
using Marketplace.Portal.Look;

namespace Marketplace.Portal.Returns;

/// <summary>How returns and claims are called.</summary>
static class ReturnTerms
{
    extension(Language language)
    {
        public string Return(ReturnKind kind) => kind switch
        {
            ReturnKind.Return => language["退货退款", "Return for money"],
            ReturnKind.RefundOnly => language["仅退款", "Refund without return"],
            ReturnKind.ShortWeight => language["短斤少两，退差额", "Short weight, refund of the difference"],
            ReturnKind.PriceCut => language["降价", "Price cut"],
            ReturnKind.Replacement => language["换货", "Replacement"],
            ReturnKind.PriceRise => language["补价（多付）", "Price rise (pay more)"],
            _ => kind.ToString(),
        };

        public string Return(ReturnState state) => state switch
        {
            ReturnState.Requested => language["等供应商答复", "Waits for the supplier"],
            ReturnState.Confirmed => language["供应商已同意", "The supplier has agreed"],
            ReturnState.Refused => language["供应商不同意", "The supplier has refused"],
            _ => state.ToString(),
        };
    }

    public static string Tone(this ReturnState state) => state switch
    {
        ReturnState.Requested => "warn",
        ReturnState.Confirmed => "good",
        _ => "bad",
    };
}
