using Marketplace.Contracts;

namespace Marketplace.EndToEnd.Tests;

/// <summary>Drafts and templates of orders.</summary>
static class DraftScopeCases
{
    public static IReadOnlyDictionary<string, ScopeCase> All { get; } = new Dictionary<string, ScopeCase>
    {
        ["CreateDraft"] = new(Stranger.Refused, Roles.Purchaser, _ => "/ordering/drafts", ours => new
        {
            draftId = Guid.CreateVersion7(),
            unitId = ours.UnitId,
            name = "测试",
        }),
        ["UploadDraft"] = new(
            Stranger.Refused, Roles.Purchaser,
            ours => $"/ordering/drafts/sheets?draftId={Guid.CreateVersion7()}&unitId={ours.UnitId}&name=test", _ => new { }),
        ["GetDraftTemplate"] = new(Stranger.IsNoStranger, Roles.Purchaser, _ => "/ordering/drafts/template"),
        ["ListDrafts"] = new(Stranger.SeesNothing, Roles.Purchaser, _ => "/ordering/drafts"),
        ["GetDraft"] = new(Stranger.Refused, Roles.Purchaser, ours => $"/ordering/drafts/{ours.DraftId}"),
        ["GetDraftSheet"] = new(Stranger.Refused, Roles.Purchaser, ours => $"/ordering/drafts/{ours.DraftId}/sheet"),
        ["PreviewDraft"] = new(Stranger.Refused, Roles.Purchaser, ours => $"/ordering/drafts/{ours.DraftId}/preview"),
        ["AddDraftLines"] = new(
            Stranger.Refused, Roles.Purchaser, ours => $"/ordering/drafts/{ours.DraftId}/lines",
            _ => new { lines = new[] { new { product = "花椒" } } }),
        ["SetDraftLine"] = new(
            Stranger.Refused, Roles.Purchaser, ours => $"/ordering/drafts/{ours.DraftId}/lines/1",
            _ => new { line = new { product = "花椒" } }),
        ["SetDraftLines"] = new(
            Stranger.Refused, Roles.Purchaser, ours => $"/ordering/drafts/{ours.DraftId}/lines",
            _ => new { lines = new[] { new { lineNumber = 1, line = new { product = "花椒" } } } }),
        ["RemoveDraftLine"] = new(Stranger.Refused, Roles.Purchaser, ours => $"/ordering/drafts/{ours.DraftId}/lines/1"),
        ["DeleteDraft"] = new(Stranger.Refused, Roles.Purchaser, ours => $"/ordering/drafts/{ours.DraftId}"),
        ["OrderDraft"] = new(
            Stranger.Refused, Roles.Purchaser, ours => $"/ordering/drafts/{ours.DraftId}/order", _ => new { expectedAmountFen = 1 }),

        ["FileTemplate"] = new(Stranger.Refused, Roles.Purchaser, _ => "/ordering/templates", ours => new
        {
            templateId = Guid.CreateVersion7(),
            unitId = ours.UnitId,
            template = PreparedThings.Template(ours.DockId, ours.ProductId),
        }),
        ["ListTemplates"] = new(Stranger.SeesNothing, Roles.Purchaser, _ => "/ordering/templates"),
        ["GetTemplate"] = new(Stranger.Refused, Roles.Purchaser, ours => $"/ordering/templates/{ours.TemplateId}"),
        ["ReviseTemplate"] = new(
            Stranger.Refused, Roles.Purchaser, ours => $"/ordering/templates/{ours.TemplateId}",
            ours => new { template = PreparedThings.Template(ours.DockId, ours.ProductId) }),
        ["PauseTemplate"] = new(
            Stranger.Refused, Roles.Purchaser, ours => $"/ordering/templates/{ours.TemplateId}/pausing", _ => new { }),
        ["ResumeTemplate"] = new(
            Stranger.Refused, Roles.Purchaser, ours => $"/ordering/templates/{ours.TemplateId}/resumption", _ => new { }),
        ["EndTemplate"] = new(
            Stranger.Refused, Roles.Purchaser, ours => $"/ordering/templates/{ours.TemplateId}/ending", _ => new { }),
        ["ListTemplateRuns"] = new(Stranger.Refused, Roles.Purchaser, ours => $"/ordering/templates/{ours.TemplateId}/runs"),
        ["RetryTemplateRun"] = new(
            Stranger.Refused, Roles.Purchaser, ours => $"/ordering/templates/{ours.TemplateId}/runs/2026-11-23/attempts", _ => new { }),
    };
}
