using Marketplace.Contracts.PurchasingUnits;
using Marketplace.PurchasingUnits.Domain;
using Marketplace.PurchasingUnits.Storage;
using Marketplace.PurchasingUnits.Units;

namespace Marketplace.PurchasingUnits.Sheets;

/// <summary>What a row says of a unit.</summary>
sealed record UnitLine(
    Guid UnitId,
    RegisterUnit.Request Registration,
    IReadOnlyList<CorrectAffiliations.Stay> Stays,
    IReadOnlyList<CanteenState> Canteens,
    IReadOnlyList<Agent> Agents,
    string? Document)
{
    /// <summary>Reads and checks the row; null when it is faulty.</summary>
    public static async Task<UnitLine?> ReadAsync(SheetRow row, UnitsDb db, CancellationToken ct)
    {
        var unitId = row.Id("unitId");
        var stays = (await db.PeriodsAsync(row, "affiliations", ct))
            .Select(stay => new CorrectAffiliations.Stay { RegionId = stay.RegionId, ValidFrom = stay.From }).ToList();
        if (stays.Count == 0 && !row.IsFaulty)
        {
            row.Fault("affiliations", "cell_missing", "必填，如“2020-01-01 330211”。", "It must be filled in, such as \"2020-01-01 330211\".");
        }

        var level = row.ChoiceOrNone<BudgetLevel>("budgetLevel");
        var (name, kind) = (row.Text("name"), row.Choice<UnitKind>("kind"));
        var (parentId, isDesignated) = (row.IdOrNone("parentId"), row.Flag("isPairingDesignated"));
        var (canteens, agents) = (CanteensOf(row), AgentsOf(row));
        if (row.IsFaulty)
        {
            return null;
        }

        var line = new UnitLine(
            unitId,
            new RegisterUnit.Request
            {
                UnitId = unitId,
                Name = name,
                Kind = kind,
                IsCentralBudget = level == BudgetLevel.Central,
                BudgetLevel = level,
                FinanceDivision = row.TextOrNone("financeDivision"),
                Department = row.TextOrNone("department"),
                ParentId = parentId,
                AffiliationRegionId = stays[0].RegionId,
                AffiliatedFrom = stays[0].ValidFrom,
                IsPairingDesignated = isDesignated,
                Document = row.TextOrNone("document"),
            },
            stays,
            canteens,
            agents,
            row.TextOrNone("document"));
        return row.Accepts(line.Registration)
            && row.Accepts(new CorrectAffiliations.Request { Affiliations = stays, Document = line.Document ?? "-" })
            && row.Accepts(new SetCanteens.Request { Canteens = canteens })
            && row.Accepts(new SetAgents.Request { Agents = agents })
                ? line
                : null;
    }

    /// <summary>"2024-01-01/2025-01-01 自办; 2025-01-01 共用 id".</summary>
    public static string? Text(IReadOnlyList<CanteenState> canteens) =>
        canteens.Count == 0 ? null : string.Join("; ", canteens.Select(state =>
            $"{Cells.Period(state.ValidFrom, state.ValidTo)} {Labels.Of(state.Kind)} {state.RepresentativeUnitId}".TrimEnd()));

    /// <summary>"2025-01-01/2027-01-01 id 名称".</summary>
    public static string? Text(IReadOnlyList<Agent> agents) => agents.Count == 0 ? null : string.Join("; ", agents.Select(agent =>
        $"{Cells.Period(agent.ValidFrom, agent.ValidTo)} {agent.AgentId} {CellList.Word(agent.Name)}"));

    static List<CanteenState> CanteensOf(SheetRow row)
    {
        var canteens = new List<CanteenState>();
        foreach (var part in row.Parts("canteens"))
        {
            Guid representative = default;
            if (part.Length is not (2 or 3)
                || Labels.Read<CanteenKind>(part[1]) is not { } kind
                || (part.Length == 3 && !Guid.TryParse(part[2], out representative)))
            {
                row.Fault(
                    "canteens",
                    "canteen_invalid",
                    "每一段写作“2024-01-01 自办”，共用食堂另写代表单位的标识。",
                    "Each part is written as \"2024-01-01 Own\"; a shared canteen also has the id of the unit that files.");
            }
            else if (row.Days("canteens", part[0]) is { } days)
            {
                canteens.Add(new()
                {
                    Kind = kind,
                    RepresentativeUnitId = part.Length == 3 ? representative : null,
                    ValidFrom = days.From,
                    ValidTo = days.To,
                });
            }
        }

        return canteens;
    }

    static List<Agent> AgentsOf(SheetRow row)
    {
        var agents = new List<Agent>();
        foreach (var part in row.Parts("agents"))
        {
            if (part.Length < 3 || !Guid.TryParse(part[1], out var agentId))
            {
                row.Fault(
                    "agents", "agent_invalid", "每一段写作“2025-01-01 标识 名称”。", "Each part is written as \"2025-01-01 id name\".");
            }
            else if (row.Days("agents", part[0]) is { } days)
            {
                agents.Add(new() { AgentId = agentId, Name = string.Join(' ', part[2..]), ValidFrom = days.From, ValidTo = days.To });
            }
        }

        return agents;
    }
}
