using Marketplace.Client.Ordering;
using Marketplace.Portal.Look;

namespace Marketplace.Portal.Templates;

/// <summary>How weekly menus and what became of their weeks are called.</summary>
static class TemplateTerms
{
    extension(Language language)
    {
        public string Template(TemplateState state) => state switch
        {
            TemplateState.Active => language["每周下单", "Orders every week"],
            TemplateState.Paused => language["已暂停", "Paused"],
            TemplateState.Ended => language["已终止", "Ended"],
            _ => state.ToString(),
        };

        public string Outcome(TemplateOutcome outcome) => outcome switch
        {
            TemplateOutcome.Ordered => language["已下单", "Ordered"],
            TemplateOutcome.NotOrdered => language["没有下单", "Not ordered"],
            TemplateOutcome.Skipped => language["跳过", "Left out"],
            _ => outcome.ToString(),
        };

        /// <param name="weekday">Of any service; their names are the same.</param>
        public string Weekday(System.DayOfWeek weekday) => language.IsEnglish ? weekday.ToString() : $"周{"日一二三四五六"[(int)weekday]}";
    }

    public static string Tone(this TemplateState state) => state switch
    {
        TemplateState.Active => "good",
        TemplateState.Paused => "warn",
        _ => "soft",
    };

    public static string Tone(this TemplateOutcome outcome) => outcome switch
    {
        TemplateOutcome.Ordered => "good",
        TemplateOutcome.NotOrdered => "bad",
        _ => "soft",
    };
}
