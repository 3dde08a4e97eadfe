using Xunit;

namespace Marketplace.Rulebook.Tests.Cases;

/// <summary>A slip of the pen is refused, and the message says where and what is allowed there.</summary>
public sealed class CaseReaderTests
{
    const string Good = """
        {
          "id": "X-1",
          "title": "A sale",
          "rules": [ "CR-08" ],
          "registry": { "units": { "学校": { "region": "330211" } } },
          "steps": [ { "at": "2024-05-10", "accept": { "by": "学校", "lines": [ { "origin": "513430", "amount": "10.00" } ] } } ],
          "expect": { "entries": { "L1": [ "P F01 10.00" ] } }
        }
        """;

    [Fact]
    public void A_case_is_read() => Assert.Equal("513430", CaseReader.Read(Good, "X-1.json").Steps[0].Accept!.Lines[0].Origin);

    [Theory]
    [InlineData("\"amount\"", "\"ammount\"", "$.steps[0].accept.lines[0].ammount is not known; allowed: accepted, amount,")]
    [InlineData("\"region\"", "\"place\"", "$.registry.units[\"学校\"].place is not known; allowed: agents, budget,")]
    [InlineData("\"title\": \"A sale\",", "", "$.title is missing")]
    [InlineData("\"origin\": \"513430\"", "\"origin\": \"513430\", \"category\": \"Pepper\"", "Pepper is not one of: Grain, Vegetable,")]
    [InlineData("\"entries\": { \"L1\": [ \"P F01 10.00\" ] }", "", "$.expect expects nothing, so the case could never fail")]
    [InlineData("\"at\": \"2024-05-10\", \"accept\"", "\"repeat\": \"A\", \"accept\"", "$.steps[0] has 2 verbs (accept, repeat)")]
    [InlineData("\"amount\": \"10.00\"", "\"amount\": 10.00", "could not be converted")]
    [InlineData("\"CR-08\"", "\"CR-8\"", "$.rules[0] CR-8 is no rule or report of contracts/rules")]
    [InlineData("\"CR-08\"", "\"CR-08\", \"CR-08\"", "$.rules[1] CR-08 is named twice")]
    [InlineData("\"CR-08\"", "", "$.rules names no rule")]
    public void A_slip_is_refused(string right, string wrong, string message)
    {
        var slip = Good.Replace(right, wrong, StringComparison.Ordinal);
        var fault = Assert.Throws<CaseFaultException>(() => CaseReader.Read(slip, "X-1.json"));
        Assert.StartsWith("X-1.json: ", fault.Message, StringComparison.Ordinal);
        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_case_of_another_folder_need_not_name_its_rules() =>
        Assert.Null(CaseReader.Read(Good.Replace("\"rules\": [ \"CR-08\" ],", "", StringComparison.Ordinal), "X-1.json").Rules);

    [Fact]
    public void A_report_without_anything_to_compare_is_refused()
    {
        var idle = Good.Replace(
            "\"expect\": {", "\"expect\": { \"reports\": [ { \"report\": \"quota\", \"month\": \"2024-05\" } ],", StringComparison.Ordinal);
        var fault = Assert.Throws<CaseFaultException>(() => CaseReader.Read(idle, "X-1.json"));
        Assert.Contains("names neither cells nor says", fault.Message, StringComparison.Ordinal);
    }
}
