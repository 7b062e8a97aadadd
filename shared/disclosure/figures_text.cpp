#include "shared/disclosure/figures_text.hpp"

#include <map>

#include "shared/base/money.hpp"
#include "shared/disclosure/markdown_writer.hpp"
#include "shared/disclosure/utf8.hpp"

namespace xf::disclosure {
namespace {

std::string count(std::uint64_t value) { return std::to_string(value); }

class Words {
public:
    void title(std::string_view text) { out_.title(to_utf32(text)); }
    void item(const std::string& text) { out_.item(to_utf32(text)); }
    void paragraph(std::string_view text) { out_.paragraph(to_utf32(text)); }
    void table(const Table& table) { out_.table(table); }
    void lines(std::string_view text) {
        while (!text.empty()) {
            const std::size_t end = std::min(text.find('\n'), text.size());
            const std::string_view line = trimmed_utf8(text.substr(0, end));
            if (!line.empty()) paragraph(line);
            text.remove_prefix(std::min(end + 1, text.size()));
        }
    }
    std::string take() { return out_.take(); }

private:
    MarkdownWriter out_;
};

void write(Words& out, LeafKind kind, const StepFigures& step) {
    out.item(std::string(chinese_kind(kind)) + "时间：" + chinese_date(step.date) + "。");
    if (step.turnout)
        out.item("应到" + count(step.turnout->expected) + "人，实到" +
                 count(step.turnout->present) + "人。");
    if (step.votes)
        out.item("同意" + count(step.votes->in_favour) + "票，反对" + count(step.votes->against) +
                 "票，弃权" + count(step.votes->abstained) + "票。");
    if (step.publicity)
        out.item("公示期：" + chinese_date(step.publicity->from) + "至" +
                 chinese_date(step.publicity->to) + "。");
    if (step.objections) out.item("公示期内收到异议" + count(*step.objections) + "件。");
    if (step.result_due) out.item("实施结果最迟在" + chinese_date(*step.result_due) + "公布。");
}

TableRow row(std::initializer_list<std::string> cells) {
    TableRow out;
    for (const std::string& cell : cells) out.push_back(to_utf32(cell));
    return out;
}

std::string summary(const FinanceFigures& finance) {
    return "上月结余" + yuan(finance.opening) + "元，本月收入" +
           yuan(finance.sum(Direction::income)) + "元，本月支出" +
           yuan(finance.sum(Direction::spending)) + "元，月末结余" + yuan(finance.closing) + "元。";
}

void write(Words& out, LeafKind, const FinanceFigures& finance) {
    out.paragraph(summary(finance));
    if (finance.lines.empty()) return;
    Table table;
    table.header = true;
    table.rows.push_back(row({"收支", "类别", "金额（元）", "说明", "凭证"}));
    for (const FinanceLine& line : finance.lines)
        table.rows.push_back(row(
            {line.direction == Direction::income ? "收入" : "支出", line.category, yuan(line.cents),
             line.text, line.paper ? "附件" + std::to_string(*line.paper + 1) : std::string()}));
    out.table(table);
}

/// "其中，补助收入20,000.00元，经营收入12,480.00元": categories in the order of their first lines.
std::string by_category(const FinanceFigures& finance, Direction direction) {
    std::vector<std::string> order;
    std::map<std::string, std::int64_t> sums;
    for (const FinanceLine& line : finance.lines) {
        if (line.direction != direction) continue;
        if (!sums.contains(line.category)) order.push_back(line.category);
        sums[line.category] += line.cents;
    }
    std::string out;
    for (const std::string& category : order)
        out += (out.empty() ? "其中，" : "，") + category + yuan(sums[category]) + "元";
    return out.empty() ? out : out + "。";
}

}  // namespace

std::string chinese_date(Day day) {
    const CivilDate date = civil(day);
    return std::to_string(date.year) + "年" + std::to_string(date.month) + "月" +
           std::to_string(date.day) + "日";
}

std::string chinese_month(DueMonth month) {
    return std::to_string(month.year) + "年" + std::to_string(month.month) + "月";
}

std::string_view chinese_kind(LeafKind kind) {
    switch (kind) {
        case LeafKind::withdrawal:
            return "撤回";
        case LeafKind::notice:
            return "通知公告";
        case LeafKind::party_affairs:
            return "党务";
        case LeafKind::village_affairs:
            return "村务";
        case LeafKind::finance:
            return "财务";
        case LeafKind::proposal:
            return "提议";
        case LeafKind::consultation:
            return "商议";
        case LeafKind::review:
            return "审议";
        case LeafKind::decision:
            return "决议";
        case LeafKind::resolution:
            return "决议公开";
        case LeafKind::result:
            return "实施结果公开";
        case LeafKind::rule_catalogue:
            return "积分细则";
    }
    return "公开";
}

std::string figures_markdown(std::string_view title, LeafKind kind, const Figures& figures,
                             std::string_view words) {
    Words out;
    out.title(title);
    std::visit([&](const auto& one) { write(out, kind, one); }, figures);
    out.lines(words);
    return out.take();
}

std::string plain_markdown(std::string_view title, std::string_view words) {
    Words out;
    out.title(title);
    out.lines(words);
    return out.take();
}

std::vector<std::string> loudspeaker_script(std::string_view village, DueMonth month, LeafKind kind,
                                            const FinanceFigures* finance,
                                            const std::vector<std::string>& paragraphs) {
    const std::string what = chinese_month(month) + std::string(chinese_kind(kind));
    std::vector<std::string> out;
    out.push_back("各位村民请注意，下面是" + std::string(village) + what + "公开。");
    if (finance) {
        out.push_back(summary(*finance));
        for (const Direction direction : {Direction::income, Direction::spending}) {
            const std::string parts = by_category(*finance, direction);
            if (parts.empty()) continue;
            out.push_back((direction == Direction::income ? "本月收入" : "本月支出") + parts);
        }
    } else {
        out.insert(out.end(), paragraphs.begin(), paragraphs.end());
    }
    out.push_back(
        "以上内容在公开栏和村里的一体机上都能看。有不明白的，请到村委会问，也可以告诉村务"
        "监督委员会。");
    out.push_back("再播送一遍。");
    return out;
}

}  // namespace xf::disclosure
