using Marketplace.Client.Credits;
using Marketplace.Portal.Look;

namespace Marketplace.Portal.Holds;

/// <summary>How holds and corrections are called.</summary>
static class HoldTerms
{
    extension(Language language)
    {
        public string Hold(HoldState state) => state switch
        {
            HoldState.Open => language["待处理", "To be decided"],
            HoldState.Released => language["已解除，计入", "Released: it counts"],
            HoldState.Rejected => language["已驳回，不计入", "Rejected: it doesn't count"],
            HoldState.Lapsed => language["已自行失效", "Lapsed"],
            _ => state.ToString(),
        };

        public string Correction(CorrectionState state) => state switch
        {
            CorrectionState.Proposed => language["待批准", "Waits for approval"],
            CorrectionState.Approved => language["已批准", "Approved"],
            CorrectionState.Refused => language["已驳回", "Refused"],
            _ => state.ToString(),
        };

        public string Correction(CorrectionKind kind) => kind switch
        {
            CorrectionKind.Pairing => language["结对关系变更引起", "By a change of a pairing"],
            CorrectionKind.Designation => language["定点帮扶变更引起", "By a change of a designation"],
            CorrectionKind.Unit => language["采购单位变更引起", "By a change of a unit"],
            CorrectionKind.Facilitator => language["帮销主体变更引起", "By a change of a facilitator"],
            CorrectionKind.Sale => language["单笔更正", "Of one sale"],
            _ => kind.ToString(),
        };

        /// <summary>How long something has waited.</summary>
        public string Age(DateTimeOffset since, DateTimeOffset now)
        {
            var days = Math.Max(0, (int)(now - since).TotalDays);
            return days == 0 ? language["今天起", "since today"] : language[$"已等 {days} 天", $"{days} days"];
        }
    }
}
