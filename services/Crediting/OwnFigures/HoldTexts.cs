using Marketplace.Contracts;
using Marketplace.Crediting.Domain;

namespace Marketplace.Crediting.OwnFigures;

/// <summary>Of what is held: what it waits for, and who can end it (CR-17).</summary>
static class HoldTexts
{
    static readonly BilingualText BothSides = new(
        "采购方与产地双方主管部门：一方提出、另一方确认，或其共同上级凭文件决定。",
        "The offices of the buyer's and of the origin's region, one proposing and the other confirming, or one above both by document.");

    /// <summary>What it waits for; null when the reason is none of a hold.</summary>
    public static BilingualText? WaitsFor(CreditReason reason) => reason.Outcome != CreditOutcome.Held ? null : reason switch
    {
        CreditReason.AmbiguousPairing => new("更正结对登记", "The registry of pairings, to be corrected"),
        CreditReason.BatchOverdraw => new("核实批次申报数量", "A check of what the batch holds"),
        CreditReason.PriceAboveCeiling => new("核价", "A check of the price"),
        CreditReason.FacilitatorProofMissing => new("帮销证明材料", "The proof of the facilitator's part"),
        CreditReason.Suspicion => new("核查结论", "The outcome of the inquiry"),
        CreditReason.BatchRecalled => new("召回的核实", "What is found of the recall"),
        CreditReason.ColdChainBreached => new("冷链超温的处置", "The decision on the breach of the cold chain"),
        CreditReason.AwaitingReview => new("台账双方审核", "The review of the ledger by both sides"),
        CreditReason.RecognitionUnconfirmed => new("产地县登记该认定", "The recognition in the register of the county of origin"),
        _ => reason.Words,
    };

    /// <summary>Who can act; null when the reason is none of a hold.</summary>
    public static BilingualText? WhoActs(CreditReason reason) => reason.Outcome != CreditOutcome.Held ? null : reason switch
    {
        CreditReason.AmbiguousPairing => new("结对关系的登记机关", "The office that registers the pairings"),
        CreditReason.AwaitingReview => new(
            "帮销主体所在县与产地县的主管部门", "The offices of the facilitator's county and of the county of origin"),
        CreditReason.ColdChainBreached => new(
            "收货地主管部门凭检验报告；或采购方与产地双方主管部门",
            "An office of where the goods went, by a report; or the offices of the buyer's and of the origin's region together"),
        CreditReason.RecognitionUnconfirmed => new(
            "产地县主管部门；供应商可催办", "The office of the county of origin; the supplier may ask for it"),
        _ => BothSides,
    };
}
