using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.House.Tests;

/// <summary>
/// Every member of an answer that is not for everybody stands in the table of contracts/http/README.md; run with WRITE_HTTP=1 to write the
/// table anew. And what looks sensitive says who sees it, or is named here with a reason.
/// </summary>
public sealed partial class WhoSeesWhatTests
{
    const string Start = "<!-- who sees what -->";
    const string End = "<!-- end -->";

    static readonly string[] Documents = ["catalog", "units", "ordering", "logistics", "credits", "accounts"];

    /// <summary>Views whose amounts, prices and names everybody who may read them at all sees, and why that is right.</summary>
    static readonly Dictionary<string, string> SeenByAllReaders = new(StringComparer.Ordinal)
    {
        ["ProductView"] = "what is on offer has its price on it",
        ["PriceTier"] = "what is on offer has its price on it",
        ["HoldView"] = "a hold of credit, decided by name and read by its two sides; or of a budget, whose amounts say who sees them",
        ["TargetView"] = "the target of two sides, read by both",
        ["TargetViewVersionView"] = "the target of two sides, read by both",
        ["AlertView"] = "a matter of the authorities, closed by name",
        ["CorrectionLineDifference"] = "a matter of two sides, read by both",
        ["CountSalesCounts"] = "sums of what the reader may see",
        ["FileEvidenceView"] = "what its filer has just filed",
        ["GetImportProgress"] = "sums of a file that the reader may see",
        ["JobView"] = "read by its poster and that office",
        ["ImportReport"] = "sums of a file that the reader may see",
        ["ImportReportOutcomeCount"] = "sums of a file that the reader may see",
        ["ImportReportPart"] = "sums of a file that the reader may see",
        ["ImportView"] = "a file that two sides review, imported by name",
        ["OfficialSignature"] = "signatures are made to be seen",
        ["ParkedView"] = "messages are discarded by name, and read by operators only",
        ["PeriodView"] = "months are closed by name",
        ["NegativeListingView"] = "its subject is whether it lists a supplier, a unit or a product",
        ["CertifiedEntry"] = "a certificate is read by those who took part in the sale, and by its two sides",
        ["CertifiedSale"] = "a certificate is read by those who took part in the sale, and by its two sides",
        ["OwnQuotaRow"] = "the quota of a unit, read by it and those above it",
        ["ReportQuotaRow"] = "figures of a report that the reader may see",
        ["ReviewView"] = "two sides review by name",
        ["SetBenchmarkView"] = "benchmarks are set by name",
        ["VerifyLedgerLineDifference"] = "what is wrong with the ledger, for auditors",
        ["VerifyLedgerSumDifference"] = "what is wrong with the ledger, for auditors",
        ["VerifyLedgerTableDifference"] = "what is wrong with the ledger, for auditors",
        ["BudgetViewOverdrawingOrder"] = "part of a budget that says who sees it",
        ["NotExecuted"] = "the quota of a unit, read by it and its region",
        ["QuotaAccountView"] = "the quota of a unit, read by it and its region",
        ["QuotaEntryView"] = "the quota of a unit, read by it and its region",
        ["QuotaPace"] = "the quota of a unit, read by it and its region",
        ["QuotaWarningView"] = "the quota of a unit, read by it and its region",
        ["QuotaPlanView"] = "the plan of a unit, read by it and its region",
        ["ContractPrice"] = "part of a quotation line that says who sees it",
        ["SaleFactsAmountFacts"] = "part of a sale that says who sees it",
        ["SaleFactsAcceptedGoods"] = "part of a sale that says who sees it",
        ["SaleViewCredit"] = "what a sale was credited with, for all who may see the sale",
        ["ListAdjustmentsSum"] = "figures of a report that the reader may see",
        ["MeasureView"] = "a figure of two regions, read by both",
        ["CorrectionView"] = "a matter of two sides, decided by name and read by both",
        ["GetRegionPayablesRegionAgeing"] = "sums of a region, read by its officials",
        ["DraftCandidate"] = "what is on offer has its price on it",
        ["GoodsFacts"] = "what is on offer, in a preview for the unit that is about to buy it",
        ["DraftPreviewBudgetPreview"] = "what is left of the reader's own budget; of another's it is not told",
        ["DraftPreview"] = "a preview of a unit's own draft, read by it alone",
        ["DraftPreviewLinePreview"] = "a preview of a unit's own draft, read by it alone",
        ["DraftPreviewOrderPreview"] = "a preview of a unit's own draft, read by it alone",
        ["GiftLimitView"] = "a limit of a unit, filed by name, read by it and by the one above it",
        ["GiftListView"] = "a unit's own gift list, which names nobody, read by it alone",
        ["GiftListViewHeadView"] = "a unit's own gift list, which names nobody, read by it alone",
        ["GiftListViewGoodsView"] = "a unit's own gift list, which names nobody, read by it alone",
        ["AssessmentViewLineView"] = "what its asker has just told",
        ["AssessmentViewSum"] = "what its asker has just told",
        ["TemplateLine"] = "part of a unit's own template, read by it alone",
        ["TemplateView"] = "a unit's own template, filed by name and read by it alone",
        ["SubsidyView"] = "public money, which everybody reads",
        ["SuspicionView"] = "a matter of the authorities, read by those of the region",
        ["SnapshotSummary"] = "signed by name, read by the regions that it is about",
        ["ApprovalRule"] = "the rules of a unit, read by it and by the one above it",
        ["PolicyViewVersionView"] = "rules are filed by name",
        ["DelegationView"] = "part of a post that says who sees it; and what its giver has just given",
        ["PostHolder"] = "part of a post that says who sees it",
        ["ApprovalProgressDecisionView"] = "part of an order or approval that says who sees it",
        ["SuspectedSplit"] = "part of an order or approval that says who sees it",
        ["SuspectedSplitPiece"] = "part of an order or approval that says who sees it",
        ["PhotoView"] = "its subject is what the photograph is of",
        ["VehicleView"] = "what is on offer has its price on it",
        ["TariffView"] = "what is on offer has its price on it",
        ["FreightQuoteViewOfferView"] = "what is on offer, reckoned for whoever asks",
        ["FreightQuoteViewOfferLeg"] = "what is on offer, reckoned for whoever asks",
        ["PlanView"] = "a matter of the authorities; a carrier gets its own tours of it, and no sums",
        ["ListToursItem"] = "read by the offices of the region and the carrier that is asked",
        ["PlanViewTourView"] = "read by the offices of the region and the carrier that is asked",
        ["PlanViewStopView"] = "part of a tour, read by the offices of the region and the carrier that is asked",
        ["IntakeView"] = "read by the station, the supplier that pays and the offices of the station; names nobody",
        ["GetPayListView"] = "read by the station and the supplier that pays alone",
        ["GetPerformanceFigures"] = "sums over routes, read by offices alone",
        ["GetPayListItem"] = "read by the station and the supplier that pays alone",
        ["ProposalView"] = "a matter of its sides, who answer it by name",
        ["ProposalViewSideView"] = "a matter of its sides, who answer it by name",
    };

    [Fact]
    public void The_table_of_who_sees_what_is_what_the_documents_say()
    {
        var file = Repository.PathOf("contracts", "http", "README.md");
        var text = File.ReadAllText(file);
        var (start, end) = (text.IndexOf(Start, StringComparison.Ordinal), text.IndexOf(End, StringComparison.Ordinal));
        Assert.True(start >= 0 && end > start, $"{Start} and {End} are missing.");
        var expected = $"{text[..start]}{Start}\n{Table()}{text[end..]}";
        if (Environment.GetEnvironmentVariable("WRITE_HTTP") == "1")
        {
            File.WriteAllText(file, expected);
        }

        Assert.Equal(expected, File.ReadAllText(file));
    }

    [Fact]
    public void What_looks_sensitive_says_who_sees_it()
    {
        List<string> silent = [];
        foreach (var document in Documents)
        {
            var schemas = Schemas(document);
            foreach (var name in Answered(document, schemas).Where(name => !SeenByAllReaders.ContainsKey(name)))
            {
                var seen = schemas[name]!["x-seen-by"]?.AsObject();
                silent.AddRange((schemas[name]!["properties"]?.AsObject() ?? []).Select(member => member.Key)
                    .Where(member => Sensitive().IsMatch(member) && seen?.ContainsKey(member) != true)
                    .Select(member => $"{document}: {name}.{member}"));
            }
        }

        Assert.Empty(silent);
    }

    static string Table()
    {
        var rows = from document in Documents
                   let schemas = Schemas(document)
                   from schema in schemas
                   where schema.Value!["x-seen-by"] is not null
                   from member in schema.Value!["x-seen-by"]!.AsObject()
                   let viewers = string.Join(", ", member.Value!["viewers"]!.AsArray().Select(viewer => (string)viewer!))
                   let others = (bool)member.Value!["masked"]! ? "last four characters" : "nothing"
                   select $"| {document} | `{schema.Key}.{member.Key}` | {(string)member.Value!["dataClass"]!} | {viewers} | {others} |\n";
        return $"\n| service | member | class | seen by | others see |\n|---|---|---|---|---|\n{string.Concat(rows)}\n";
    }

    static JsonObject Schemas(string document) => Read(document)["components"]!["schemas"]!.AsObject();

    static JsonNode Read(string document) =>
        JsonNode.Parse(File.ReadAllText(Repository.PathOf("contracts", "http", $"{document}.json")))!;

    /// <summary>The schemas that answers are made of.</summary>
    static IEnumerable<string> Answered(string document, JsonObject schemas)
    {
        var answers = Read(document)["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject())
            .SelectMany(operation => operation.Value!["responses"]!.AsObject())
            .Where(response => response.Key.StartsWith('2')).Select(response => response.Value!);
        var open = new Stack<string>(answers.SelectMany(NamesIn));
        var found = new HashSet<string>(StringComparer.Ordinal);
        while (open.TryPop(out var name))
        {
            if (found.Add(name))
            {
                foreach (var inner in NamesIn(schemas[name]!))
                {
                    open.Push(inner);
                }
            }
        }

        return found.Order(StringComparer.Ordinal);
    }

    static IEnumerable<string> NamesIn(JsonNode node) =>
        Reference().Matches(node.ToJsonString()).Select(match => match.Groups["name"].Value);

    [GeneratedRegex("#/components/schemas/(?<name>[^\"\\\\]+)")]
    private static partial Regex Reference();

    [GeneratedRegex("^(.*Fen|unitPrice|reference|.*[aA]ddress|.*invoiceNumber|.*By|vehicle|subject|reserved|taken)$")]
    private static partial Regex Sensitive();
}
