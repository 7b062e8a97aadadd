// Runs only where modules do not: in browsers from before 2018. Plain ES5, its text is in the page.
document.getElementById('notice-title').textContent = '{{page.too_old.title}}';
document.getElementById('notice-body').textContent = '{{page.too_old.body}}';
