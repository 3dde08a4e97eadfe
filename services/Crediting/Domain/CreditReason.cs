using System.Collections.Frozen;

namespace Marketplace.Crediting.Domain;

/// <summary>What became of a sale, as reports group it.</summary>
public enum CreditOutcome
{
    /// <summary>已认定.</summary>
    Credited = 1,

    /// <summary>未结对: eligible, but no pairing connects buyer and origin.</summary>
    Unpaired = 2,

    /// <summary>产地未认定 (CR-04).</summary>
    Unattributed = 3,

    /// <summary>不予认定: the goods, the destination or the buyer are outside the scheme.</summary>
    NotEligible = 4,

    /// <summary>待定: somebody has to decide first (CR-17).</summary>
    Held = 5,

    /// <summary>东货西流: sold from the eastern to the western party of a pairing.</summary>
    ReverseFlow = 6,

    /// <summary>No value was accepted.</summary>
    NothingAccepted = 7,
}

/// <summary>Why a sale was credited at a scheme and tier, or why not.</summary>
public enum CreditReason
{
    /// <summary>A pairing valid on the recognition date matches.</summary>
    PairingMatched = 1,

    /// <summary>The matching pairing has ended, but the order was confirmed before and the transition still runs.</summary>
    PairingInTransition = 2,

    /// <summary>No pairing connects the buyer's region and the origin.</summary>
    NoPairing = 3,

    /// <summary>A pairing connects them, but not on that day.</summary>
    PairingNotValid = 4,

    /// <summary>Several pairings match equally well.</summary>
    AmbiguousPairing = 5,

    /// <summary>The buyer lies in the western party, the origin in the eastern one.</summary>
    ReverseFlow = 6,

    /// <summary>The product has no recognition record.</summary>
    NoRecognition = 7,

    /// <summary>The goods are of no eligible category.</summary>
    CategoryNotEligible = 8,

    /// <summary>The recognition was not valid on the day on which the order was confirmed.</summary>
    RecognitionNotValid = 9,

    /// <summary>The goods stayed in the province that they come from.</summary>
    DeliveredInOriginProvince = 10,

    /// <summary>The buyer is of central budget level.</summary>
    CentralUnit = 11,

    /// <summary>Nothing was accepted, or it was free.</summary>
    NothingAccepted = 12,
}

/// <summary>What each reason means: its outcome, the rule that decided, and how people are told, with what they can do about it.</summary>
public static class CreditReasons
{
    static readonly FrozenDictionary<CreditReason, Meaning> Meanings = new Dictionary<CreditReason, Meaning>
    {
        [CreditReason.PairingMatched] = new(
            CreditOutcome.Credited,
            "CR-08",
            "采购单位归属地与产地在验收日处于有效结对关系，予以认定。",
            "On the day of acceptance a valid pairing connected the buyer's region and the origin: credited."),
        [CreditReason.PairingInTransition] = new(
            CreditOutcome.Credited,
            "CR-09",
            "结对关系已结束，但订单在其有效期内确认，且验收日在过渡期内，仍计入原结对关系。",
            "The pairing has ended, but the order was confirmed while it was valid and accepted within its transition: credited to it."),
        [CreditReason.NoPairing] = new(
            CreditOutcome.Unpaired,
            "CR-08",
            "在该层级，采购单位归属地与产地之间没有登记的结对关系；如应有结对，请登记机关补登结对文件。",
            "At this tier no registered pairing connects the buyer's region and the origin; if there should be one, have its document registered."),
        [CreditReason.PairingNotValid] = new(
            CreditOutcome.Unpaired,
            "CR-09",
            "有结对关系，但验收日不在其有效期内，且不符合过渡期条件（订单须在有效期内确认、验收不晚于过渡期末日）。",
            "There is a pairing, but it was not valid on the day of acceptance, and the transition does not cover the sale (confirmed while valid, accepted by its last day)."),
        [CreditReason.AmbiguousPairing] = new(
            CreditOutcome.Held,
            "CR-08",
            "同一层级有多个结对关系同等匹配，待登记机关更正登记后认定。",
            "Several pairings of this tier match equally well; the sale is held until the registry is corrected."),
        [CreditReason.ReverseFlow] = new(
            CreditOutcome.ReverseFlow,
            "CR-08",
            "产地属东部方、采购单位属西部方，为东货西流，只作记录，不予认定。",
            "The goods went from the eastern to the western party: recorded as reverse flow, never credited."),
        [CreditReason.NoRecognition] = new(
            CreditOutcome.Unattributed,
            "CR-04",
            "产品没有帮扶产品认定，产地不予确认；请供应商向产地县申请认定，以后的订单即可认定。",
            "The product has no recognition record, so its origin is not attributed; the supplier may apply to the county of origin for later orders."),
        [CreditReason.CategoryNotEligible] = new(
            CreditOutcome.NotEligible,
            "CR-05a",
            "商品不属于农林牧渔产品及其加工品或特色手工艺品。",
            "The goods are no farm, forest, livestock or fishery product, no processed form of one, and no special handicraft."),
        [CreditReason.RecognitionNotValid] = new(
            CreditOutcome.NotEligible,
            "CR-05b",
            "订单确认日，产品认定不在有效期内；请供应商续期认定。",
            "The recognition was not valid on the day on which the order was confirmed; the supplier should have it renewed."),
        [CreditReason.DeliveredInOriginProvince] = new(
            CreditOutcome.NotEligible,
            "CR-05e",
            "货物送达产地所在省内，不计入东西部协作和对口支援。",
            "The goods were delivered within the province of their origin, which does not count for East–West collaboration and counterpart support."),
        [CreditReason.CentralUnit] = new(
            CreditOutcome.NotEligible,
            "CR-06",
            "采购单位为中央预算单位或其下属单位，按定点帮扶口径统计，不按所在地认定。",
            "The buyer is of central budget level or below such a unit; it counts under designated assistance and not by its location."),
        [CreditReason.NothingAccepted] = new(
            CreditOutcome.NothingAccepted,
            "CR-02",
            "没有验收到有价值的货物，无可认定金额。",
            "Nothing of value was accepted, so there is no amount to credit."),
    }.ToFrozenDictionary();

    /// <summary>The reasons that say what the registry of pairings said, and may say otherwise when more of it is known.</summary>
    public static IReadOnlyList<CreditReason> DecidedByPairings { get; } =
        [CreditReason.NoPairing, CreditReason.PairingNotValid, CreditReason.AmbiguousPairing, CreditReason.ReverseFlow];

    extension(CreditReason reason)
    {
        public CreditOutcome Outcome => Meanings[reason].Outcome;

        public bool IsCredited => Meanings[reason].Outcome == CreditOutcome.Credited;

        /// <summary>The rule that decided, "CR-08".</summary>
        public string Rule => Meanings[reason].Rule;

        public Words Words => Meanings[reason].Words;
    }

    sealed record Meaning(CreditOutcome Outcome, string Rule, Words Words)
    {
        public Meaning(CreditOutcome outcome, string rule, string zh, string en)
            : this(outcome, rule, new Words(zh, en))
        {
        }
    }
}
