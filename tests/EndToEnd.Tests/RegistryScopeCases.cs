using Marketplace.Contracts;

namespace Marketplace.EndToEnd.Tests;

/// <summary>A case for each operation of the registry beside units, pairings and budgets.</summary>
static class RegistryScopeCases
{
    const string Document = "测试〔2026〕1号";

    // Nothing of the kind is on the road, so that an id nobody has must do.
    static readonly Guid Nothing = Guid.CreateVersion7();

    internal static readonly object Dock = new
    {
        name = "冒名食堂",
        regionId = "330211",
        address = "冒名路1号",
        hours = new[] { new { weekday = "Monday", from = "05:00", until = "08:00" } },
        hasColdStore = false,
    };

    public static IReadOnlyDictionary<string, ScopeCase> All { get; } = new Dictionary<string, ScopeCase>
    {
        ["ResolveRegionCode"] = new(Stranger.IsNoStranger, Roles.Supplier, _ => "/units/regions/resolutions?code=520221&on=2010-01-01"),
        ["RenameRegion"] = new(Stranger.CannotBe, Roles.Operator, _ => "/units/regions/513430/code-versions", _ => new
        {
            kind = "Upgrade",
            name = "金阳市",
            on = "2026-01-01",
            document = Document,
        }),
        ["RegisterFormerCode"] = new(Stranger.CannotBe, Roles.Operator, _ => "/units/regions/513430/former-codes", _ => new
        {
            kind = "Rename",
            code = "513499",
            name = "旧金阳县",
            validTo = "1990-01-01",
            document = Document,
        }),
        ["TransferRegion"] = new(Stranger.CannotBe, Roles.Operator, _ => "/units/regions/513430/transfer", _ => new
        {
            parentId = "511100",
            on = "2026-01-01",
            document = Document,
        }),
        ["MergeRegions"] = new(Stranger.CannotBe, Roles.Operator, _ => "/units/regions/mergers", _ => new
        {
            fromRegionIds = new[] { "513430" },
            toRegionId = "513431",
            on = "2026-01-01",
            document = Document,
        }),
        ["SplitRegion"] = new(Stranger.CannotBe, Roles.Operator, _ => "/units/regions/splits", _ => new
        {
            fromRegionId = "513430",
            ends = false,
            into = new[] { new { code = "513498", name = "新县" } },
            on = "2026-01-01",
            document = Document,
        }),
        ["RegisterZone"] = new(Stranger.CannotBe, Roles.Operator, _ => "/units/regions/zones", _ => new
        {
            regionId = "zone-test",
            name = "某经开区",
            hostRegionId = "320412",
            validFrom = "2017-01-01",
            document = Document,
        }),
        ["ListSubdivisions"] = new(Stranger.IsNoStranger, Roles.Supplier, _ => "/units/regions/513430/subdivisions"),
        ["RegisterSubdivisions"] = new(Stranger.Refused, Roles.Official, _ => "/units/regions/513430/subdivisions", _ => new
        {
            validFrom = "2020-01-01",
            subdivisions = new[] { new { code = "513430100", name = "天地坝镇" } },
            document = Document,
        }),
        ["ListReaffiliations"] = new(Stranger.SeesNothing, Roles.Official, _ => "/units/reaffiliations"),
        ["CorrectAffiliations"] = new(
            Stranger.Refused, Roles.Official, ours => $"/units/purchasing-units/{ours.UnitId}/affiliations", _ => new
            {
                affiliations = new[] { new { regionId = "330212", validFrom = "2020-01-01" } },
                document = Document,
            }),
        ["SetFinance"] = new(
            Stranger.Refused, Roles.Purchaser, ours => $"/units/purchasing-units/{ours.UnitId}/finance",
            _ => new { budgetLevel = "Central" }),
        ["SetCanteens"] = new(
            Stranger.Refused, Roles.Purchaser, ours => $"/units/purchasing-units/{ours.UnitId}/canteens",
            _ => new { canteens = Array.Empty<object>() }),
        ["SetAgents"] = new(
            Stranger.Refused, Roles.Purchaser, ours => $"/units/purchasing-units/{ours.UnitId}/agents",
            _ => new { agents = Array.Empty<object>() }),
        ["RegisterDock"] = new(Stranger.Refused, Roles.Purchaser, ours => $"/units/purchasing-units/{ours.UnitId}/docks", _ => new
        {
            dockId = Guid.CreateVersion7(),
            dock = Dock,
            validFrom = "2026-01-01",
        }),
        ["ReviseDock"] = new(
            Stranger.Refused, Roles.Purchaser, ours => $"/units/purchasing-units/{ours.UnitId}/docks/{ours.DockId}",
            _ => new { dock = Dock }),
        ["EndDock"] = new(
            Stranger.Refused, Roles.Purchaser, ours => $"/units/purchasing-units/{ours.UnitId}/docks/{ours.DockId}/end",
            _ => new { validTo = "2030-01-01" }),
        ["GetDock"] = new(Stranger.Refused, Roles.Purchaser, ours => $"/units/purchasing-units/{ours.UnitId}/docks/{ours.DockId}"),
        ["ListDocks"] = new(Stranger.Refused, Roles.Purchaser, ours => $"/units/purchasing-units/{ours.UnitId}/docks"),
        ["RegisterFacilitator"] = new(Stranger.Refused, Roles.Official, _ => "/units/facilitators", _ => new
        {
            facilitatorId = Guid.CreateVersion7(),
            name = "冒名展销馆",
            kind = "Hall",
            registrationRegionId = "330211",
            registeredFrom = "2021-05-01",
        }),
        ["ReviseFacilitator"] = new(
            Stranger.Refused, Roles.Official, ours => $"/units/facilitators/{ours.FacilitatorId}", _ => new { name = "改名", kind = "Hall" }),
        ["MoveFacilitator"] = new(
            Stranger.Refused, Roles.Official, ours => $"/units/facilitators/{ours.FacilitatorId}/registrations", _ => new
            {
                registrations = new[] { new { regionId = "330212", validFrom = "2021-05-01" } },
                document = Document,
            }),
        ["GetFacilitator"] = new(Stranger.IsNoStranger, Roles.Supplier, ours => $"/units/facilitators/{ours.FacilitatorId}"),
        ["ListFacilitators"] = new(Stranger.IsNoStranger, Roles.Supplier, _ => "/units/facilitators"),
        ["RegisterDesignation"] = new(Stranger.Refused, Roles.Official, _ => "/units/designations", ours => new
        {
            designationId = Guid.CreateVersion7(),
            unitId = ours.UnitId,
            countyRegionId = "513430",
            validFrom = "2021-05-01",
        }),
        ["ReviseDesignation"] = new(
            Stranger.Refused, Roles.Official, ours => $"/units/designations/{ours.DesignationId}", _ => new { validTo = "2026-12-31" }),
        ["GetDesignation"] = new(Stranger.IsNoStranger, Roles.Supplier, ours => $"/units/designations/{ours.DesignationId}"),
        ["ListDesignations"] = new(Stranger.IsNoStranger, Roles.Supplier, _ => "/units/designations"),
        ["FileQuotaPlan"] = new(
            Stranger.Refused, Roles.Approver, ours => $"/units/purchasing-units/{ours.UnitId}/quota-plans/{ours.Year}", _ => new
            {
                plannedFen = 100,
                reservedFen = 100,
            }),
        ["GetQuotaPlan"] = new(Stranger.Refused, Roles.Purchaser, ours => $"/units/purchasing-units/{ours.UnitId}/quota-plans/{ours.Year}"),
        ["ListQuotaPlans"] = new(Stranger.SeesNothing, Roles.Purchaser, _ => "/units/quota-plans"),
        ["GetQuotaAccount"] = new(
            Stranger.Refused, Roles.Purchaser, ours => $"/units/purchasing-units/{ours.UnitId}/quota-accounts/{ours.Year}"),
        ["ListQuotaEntries"] = new(
            Stranger.Refused, Roles.Purchaser, ours => $"/units/purchasing-units/{ours.UnitId}/quota-accounts/{ours.Year}/entries"),
        ["ListQuotaAccounts"] = new(Stranger.SeesNothing, Roles.Purchaser, _ => "/units/quota-accounts"),
        ["ListQuotaWarnings"] = new(Stranger.SeesNothing, Roles.Purchaser, _ => "/units/quota-warnings"),
        ["SetQuotaRatio"] = new(Stranger.Refused, Roles.Official, _ => "/units/quota-ratios", _ => new
        {
            validFrom = "2026-01-01",
            minimumBasisPoints = 1_500,
            document = Document,
        }),
        ["ListQuotaRatios"] = new(Stranger.IsNoStranger, Roles.Supplier, _ => "/units/quota-ratios"),
        ["SetTarget"] = new(Stranger.Refused, Roles.Official, _ => "/units/targets", ours => new
        {
            holderId = ours.PairingId,
            measure = "Sales",
            year = ours.Year,
            amountFen = 1,
        }),
        ["GetTarget"] = new(Stranger.Refused, Roles.Official, _ => $"/units/targets/{Nothing}"),
        ["ListTargets"] = new(Stranger.SeesNothing, Roles.Official, _ => "/units/targets"),
        ["ListChanges"] = new(Stranger.SeesNothing, Roles.Official, _ => "/units/changes"),
        ["ImportRegistry"] = new(Stranger.Refused, Roles.Official, _ => "/units/imports/targets", _ => new { }),
        ["ExportRegistry"] = new(Stranger.SeesNothing, Roles.Official, _ => "/units/exports/units"),
    };
}
