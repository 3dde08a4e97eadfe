using Marketplace.Catalog.Domain;
using Marketplace.Contracts.Catalog;

namespace Marketplace.Catalog.Messages;

/// <summary>The message that publishes what a county's register says.</summary>
static class RecognitionMessage
{
    /// <summary>The record as it is now; its county must be loaded.</summary>
    public static RecognitionPublished ToMessage(this RecognitionRecord record) => new()
    {
        RecordId = record.Id,
        Version = record.Version,
        Number = record.Number,
        SupplierId = record.HolderId,
        ProductId = record.ProductId,
        CountyPath = record.County.Path,
        ValidFrom = record.ValidFrom,
        ValidUntil = record.ValidUntil,
        WithdrawnFrom = record.WithdrawnFrom,
        IsDeclined = record.IsDeclined,
        Document = record.Document,
    };
}
