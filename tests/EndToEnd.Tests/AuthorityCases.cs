using Marketplace.Contracts;

namespace Marketplace.EndToEnd.Tests;

/// <summary>What a caller is to a matter who may see it and may not decide it alone.</summary>
enum CallerKind
{
    /// <summary>One of the sides that the matter binds.</summary>
    OneSide = 1,

    /// <summary>Whoever gains by it.</summary>
    Gainer = 2,

    /// <summary>An official of a tier below the matter's.</summary>
    LowerTier = 3,
}

/// <summary>Who tries.</summary>
/// <param name="Org">Whom it acts for; null of officials.</param>
/// <param name="Region">The official's region; null of organisations.</param>
sealed record TryingCaller(string Role, Func<Ours, Guid>? Org, string? Region, string? Tier);

/// <summary>A caller who tries to decide what it may not decide alone.</summary>
/// <param name="Kind">What the caller is to the matter.</param>
/// <param name="By">Who it is; null when there can be no such caller.</param>
/// <param name="Answer">
/// <see cref="AuthorityCases.Waits"/> when it is kept as a proposal, or the code of the refusal; without a caller, why there is none.
/// </param>
/// <param name="Path">Null for the path of the scope case.</param>
/// <param name="Body">Null for the body of the scope case.</param>
sealed record AuthorityCase(
    CallerKind Kind, TryingCaller? By, string Answer, Func<Ours, string>? Path = null, Func<Ours, object>? Body = null);

/// <summary>
/// For each command that binds regions, sides or the nation: those who must not decide it alone. A command decided by sides has a case
/// for each kind of caller, one decided by a region for the gainer and the lower tier, one decided by the nation for the lower tier.
/// </summary>
static partial class AuthorityCases
{
    public const string Waits = "waits";

    const string Document = "测试〔2026〕5号";
    const string CountyIsLowest = "the matter is a county's, and there is no tier below";

    // None of them exists, and each is asked for once.
    static readonly string[] ServicesWithJobs = ["Units", "Catalog", "Logistics", "Crediting"];
    static readonly Guid NewUnit = Guid.CreateVersion7();
    static readonly Guid NewChild = Guid.CreateVersion7();
    static readonly Guid NewSupplier = Guid.CreateVersion7();
    static readonly Guid NewAgent = Guid.CreateVersion7();
    static readonly Guid NewFacilitator = Guid.CreateVersion7();

    static readonly TryingCaller East = County("330211");
    static readonly TryingCaller EastNeighbour = County("330212");
    static readonly TryingCaller West = County("513430");
    static readonly TryingCaller WestNeighbour = County("513431");
    static readonly TryingCaller EastProvince = new(Roles.Official, null, "330000", "Province");
    static readonly TryingCaller Buyer = new(Roles.Purchaser, ours => ours.UnitId, null, null);
    static readonly TryingCaller BuyersApprover = new(Roles.Approver, ours => ours.UnitId, null, null);
    static readonly TryingCaller Applicant = new(Roles.Supplier, ours => ours.ApplicantId, null, null);
    static readonly TryingCaller Seller = new(Roles.Supplier, ours => ours.SupplierId, null, null);

    static readonly TryingCaller Removed = new(Roles.Supplier, ours => ours.RemovedId, null, null);
    static readonly TryingCaller AgentOfSeller = new(Roles.Supplier, ours => ours.AgentId, null, null);

    public static IReadOnlyDictionary<string, IReadOnlyList<AuthorityCase>> All { get; } =
        new[] { OfRegistry, OfCatalog, OfSubsidies, OfCarriers, OfNetwork, OfLedger, OfProposals, OfJobs, OfAccounts }
            .SelectMany(cases => cases).ToDictionary();

    static TryingCaller County(string region) => new(Roles.Official, null, region, "County");

    static AuthorityCase OneSide(TryingCaller by, string answer, Func<Ours, object>? body = null) =>
        new(CallerKind.OneSide, by, answer, Body: body);

    static AuthorityCase Gainer(TryingCaller by, string answer, Func<Ours, object>? body = null) =>
        new(CallerKind.Gainer, by, answer, Body: body);

    static AuthorityCase LowerTier(
        TryingCaller by, string answer, Func<Ours, object>? body = null, Func<Ours, string>? path = null) =>
        new(CallerKind.LowerTier, by, answer, path, body);

    static AuthorityCase No(CallerKind kind, string why) => new(kind, null, why);

    static AuthorityCase NoLowerTier => No(CallerKind.LowerTier, CountyIsLowest);

    static IReadOnlyList<AuthorityCase> OfTheNation => [LowerTier(EastProvince, "not_national")];

    static Dictionary<string, IReadOnlyList<AuthorityCase>> OfCatalog => new()
    {
        ["RegisterSupplier"] =
        [
            OneSide(new(Roles.Supplier, _ => NewSupplier, null, null), Waits, _ => Supplier(NewSupplier, "513430")),
            Gainer(new(Roles.Supplier, _ => NewAgent, null, null), Waits, _ => Supplier(NewAgent, "513431")),
            NoLowerTier,
        ],
        ["ReviseSupplier"] = [OneSide(Seller, Waits), Gainer(WestNeighbour, Waits), NoLowerTier],
        ["SanctionSupplier"] = [Gainer(WestNeighbour, "not_your_region"), NoLowerTier],
        ["LiftSanction"] = [Gainer(Removed, "role_not_allowed"), LowerTier(West, "not_your_region")],
        ["DismissAppeal"] = [Gainer(WestNeighbour, "not_your_region"), LowerTier(West, "not_your_region")],
        ["ReadmitSupplier"] = [OneSide(Removed, Waits), Gainer(Removed, Waits), LowerTier(West, "not_your_region")],
        ["GrantAgency"] = [OneSide(Seller, Waits), Gainer(AgentOfSeller, "not_your_organisation"), NoLowerTier],
        ["WithdrawAgency"] = [Gainer(AgentOfSeller, "not_your_region"), NoLowerTier],
        ["RecallBatch"] = [Gainer(AgentOfSeller, "not_your_region"), NoLowerTier],
        ["LiftRecall"] = [Gainer(Seller, "role_not_allowed"), LowerTier(West, "not_your_region")],
        ["AddToNegativeList"] = [Gainer(WestNeighbour, "not_your_region"), NoLowerTier],
        ["LiftNegativeListing"] = [Gainer(Removed, "role_not_allowed"), LowerTier(West, "not_your_region")],
        ["ImportRecognitions"] =
        [
            Gainer(Seller, "role_not_allowed"), No(CallerKind.LowerTier, "each row of another county is refused, whoever sends it"),
        ],
        ["IssueRecognition"] = [Gainer(Seller, "role_not_allowed"), LowerTier(WestNeighbour, "not_your_region")],
        ["RenewRecognition"] = [Gainer(Seller, "role_not_allowed"), LowerTier(WestNeighbour, "not_your_region")],
        ["WithdrawRecognition"] = [Gainer(WestNeighbour, "not_your_region"), NoLowerTier],
        ["DeclineRecognition"] = [Gainer(WestNeighbour, "not_your_region"), NoLowerTier],
    };

    static Dictionary<string, IReadOnlyList<AuthorityCase>> OfSubsidies => new()
    {
        ["RegisterSubsidy"] = [OneSide(East, Waits), Gainer(Seller, "role_not_allowed"), LowerTier(WestNeighbour, "not_your_region")],
        ["EndSubsidy"] = [Gainer(West, "not_your_region"), NoLowerTier],
        ["AgreeTerm"] =
        [
            OneSide(Buyer, Waits), Gainer(Seller, Waits),
            No(CallerKind.LowerTier, "a contract between two organisations is no official's matter"),
        ],
    };

    static object Supplier(Guid supplierId, string region) => new
    {
        supplierId,
        name = "某村专业合作社",
        type = "Cooperative",
        registrationRegionId = region,
        operatingRegionId = region,
    };

    /// <summary>Who proposed does not confirm or decline; who has to answer does not withdraw.</summary>
    static Dictionary<string, IReadOnlyList<AuthorityCase>> OfProposals
    {
        get
        {
            var cases = new Dictionary<string, IReadOnlyList<AuthorityCase>>();
            foreach (var (service, proposer, other) in new[]
            {
                ("Units", East, West), ("Catalog", Applicant, West), ("Logistics", Buyer, Seller), ("Crediting", West, East),
                ("Ordering", East, West),
            })
            {
                var gainer = Gainer(WestNeighbour, "proposal_not_found");
                cases[$"ConfirmProposalOf{service}"] = [OneSide(proposer, "own_proposal"), gainer, LowerTierOfProposal];
                cases[$"DeclineProposalOf{service}"] = [OneSide(proposer, "own_proposal"), gainer, LowerTierOfProposal];
                cases[$"WithdrawProposalOf{service}"] = [OneSide(other, "not_the_proposer"), gainer, LowerTierOfProposal];
            }

            return cases;
        }
    }

    /// <summary>Only the office that posted a job cancels it.</summary>
    static Dictionary<string, IReadOnlyList<AuthorityCase>> OfJobs => ServicesWithJobs.ToDictionary(
        service => $"CancelJobOf{service}",
        IReadOnlyList<AuthorityCase> (_) => [Gainer(WestNeighbour, "job_not_found"), NoLowerTier]);

    static AuthorityCase LowerTierOfProposal => No(CallerKind.LowerTier, "its command has refused a tier that is too low");
}
