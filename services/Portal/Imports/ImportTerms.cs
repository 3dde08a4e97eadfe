using Marketplace.Client.Credits;
using Marketplace.Portal.Look;

namespace Marketplace.Portal.Imports;

/// <summary>How imported ledgers and their reviews are called.</summary>
static class ImportTerms
{
    extension(Language language)
    {
        public string Import(ImportState state) => state switch
        {
            ImportState.AwaitingReview => language["待审核", "To be reviewed"],
            ImportState.Reviewed => language["已审核完", "Reviewed"],
            _ => state.ToString(),
        };

        public string Row(ImportRowState state) => state switch
        {
            ImportRowState.AwaitingReview => language["待审核", "To be reviewed"],
            ImportRowState.Approved => language["两方通过", "Approved by both"],
            ImportRowState.Rejected => language["已驳回", "Rejected"],
            _ => state.ToString(),
        };

        public string Side(ReviewSide side) => side switch
        {
            ReviewSide.Facilitator => language["帮销主体一方", "The facilitator's side"],
            ReviewSide.Origin => language["产地一方", "The side of the origin"],
            _ => side.ToString(),
        };

        /// <summary>What a side has decided; null when it has not.</summary>
        public string Decided(bool? isApproved) => isApproved switch
        {
            true => language["通过", "approved"],
            false => language["驳回", "rejected"],
            null => language["未审", "not yet"],
        };
    }
}
