using Marketplace.Catalog.Domain;
using Marketplace.Contracts.Catalog;

namespace Marketplace.Catalog.Recalls;

/// <summary>What is told of a recall.</summary>
static class RecallMessage
{
    public static RecallPublished ToMessage(this Recall recall) => new()
    {
        RecallId = recall.RecallId,
        Version = recall.Version,
        BatchIds = [.. recall.Batches.Select(batch => batch.BatchId).Order()],
        Reason = recall.Reason,
        RecalledAt = recall.RecalledAt,
        LiftedAt = recall.LiftedAt,
    };
}
