using Marketplace.Contracts;

namespace Marketplace.EndToEnd.Tests;

/// <summary>Gift lists of our unit, tried by people of others.</summary>
static class GiftScopeCases
{
    public static IReadOnlyDictionary<string, ScopeCase> All { get; } = new Dictionary<string, ScopeCase>
    {
        ["FileGiftLimit"] = new(
            Stranger.Refused, Roles.Approver, ours => $"/ordering/gift-limits/{ours.UnitId}/2026",
            _ => new { perHeadFen = 1, document = "测试" }),
        ["GetGiftLimit"] = new(Stranger.Refused, Roles.Purchaser, ours => $"/ordering/gift-limits/{ours.UnitId}/2026"),
        ["UploadGiftList"] = new(
            Stranger.Refused, Roles.Purchaser,
            ours => $"/ordering/gift-lists/sheets?listId={Guid.CreateVersion7()}&unitId={ours.UnitId}&name=test", _ => new { }),
        ["GetGiftTemplate"] = new(Stranger.IsNoStranger, Roles.Purchaser, _ => "/ordering/gift-lists/template"),
        ["ListGiftLists"] = new(Stranger.SeesNothing, Roles.Purchaser, _ => "/ordering/gift-lists"),
        ["GetGiftList"] = new(Stranger.Refused, Roles.Purchaser, ours => $"/ordering/gift-lists/{ours.GiftListId}"),
        ["DeleteGiftList"] = new(Stranger.Refused, Roles.Purchaser, ours => $"/ordering/gift-lists/{ours.GiftListId}"),
        ["OrderGifts"] = new(
            Stranger.Refused, Roles.Purchaser, ours => $"/ordering/gift-lists/{ours.GiftListId}/order", _ => new { expectedAmountFen = 1 }),
        ["ListRecipients"] = new(Stranger.Refused, Roles.Purchaser, ours => $"/ordering/gift-lists/{ours.GiftListId}/recipients"),
        ["GetRecipientSheet"] = new(Stranger.Refused, Roles.Purchaser, ours => $"/ordering/gift-lists/{ours.GiftListId}/recipients/sheet"),
        ["RemoveRecipient"] = new(Stranger.Refused, Roles.Purchaser, ours => $"/ordering/gift-lists/{ours.GiftListId}/recipients/1"),
        ["NoteHandedOut"] = new(
            Stranger.Refused, Roles.Purchaser, ours => $"/ordering/gift-lists/{ours.GiftListId}/handed-out",
            _ => new { numbers = new[] { 1 } }),
        ["EraseRecipients"] = new(
            Stranger.Refused, Roles.Purchaser, ours => $"/ordering/gift-lists/{ours.GiftListId}/erasure", _ => new { }),
    };
}
